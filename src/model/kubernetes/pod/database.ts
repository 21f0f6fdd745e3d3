import type { Project } from '../../../project.ts'
import { commandWords } from './command.ts'
import type { Container } from './container.ts'
import { envOf } from './env.ts'
import { type ContainerImage, images } from './image.ts'
import type { Pod } from '../workload.ts'

/** What a copy of the program holds: data that must outlive it, or a cache that may be lost but is not shared either. */
export type Holding = 'data' | 'cache'

/**
 * Databases by the last step of their image's name, as of November 2026: the official images of Docker Hub, those of Bitnami and of the vendors.
 * Not here: memcached, whose clients spread the keys over unrelated copies, and what clusters by itself without a disk (NATS, Hazelcast).
 */
const databases: Readonly<Record<Holding, readonly string[]>> = {
  data: [
    'mysql',
    'mysql-server',
    'mariadb',
    'percona',
    'percona-server',
    'postgres',
    'postgresql',
    'postgis',
    'pgvector',
    'timescaledb',
    'timescaledb-ha',
    'mongo',
    'mongodb',
    'mongodb-community-server',
    'mongodb-enterprise-server',
    'couchdb',
    'couchbase',
    'cassandra',
    'scylla',
    'elasticsearch',
    'opensearch',
    'influxdb',
    'neo4j',
    'clickhouse',
    'clickhouse-server',
    'cockroach',
    'rethinkdb',
    'arangodb',
    'etcd',
    'zookeeper',
    'rabbitmq',
    'kafka',
    'cp-kafka',
    'cp-zookeeper',
    'cp-server',
    'mssql-server',
    'minio',
    'meilisearch',
    'qdrant',
    'weaviate',
  ],
  cache: ['redis', 'redis-stack', 'redis-stack-server', 'valkey', 'keydb', 'dragonfly'],
}
const holdings = new Map(Object.entries(databases).flatMap(([holding, names]) => names.map(name => [name, holding as Holding] as const)))

/** Words and variables by which a container is a follower, a member, a node without data, or a client that borrows the image. */
const roles =
  /replicaof|slaveof|REPLICATION_MODE|REPLICA_SET|MASTER_HOST|cluster-enabled|^node[._](?:data|roles)|^NODE_(?:DATA|ROLES)|-cli$|dump$|^(?:sleep|tail|mysql|psql|mongosh?)$|sentinel/

/** A container that runs a database of its own. */
export interface Database {
  readonly image: ContainerImage
  readonly holding: Holding
}

/** The databases among the containers that keep running; not those that are part of a larger one. */
export function runningDatabases(project: Project): Database[] {
  return project.get(images).flatMap(image => {
    const holding = holdings.get(image.image.repository.split('/').at(-1)!)
    return holding && image.container.longRunning && !hasRole(image.container) ? [{ image, holding }] : []
  })
}

/** The pods that hold a database: more copies of them are not more of the same. */
export function databasePods(project: Project): ReadonlySet<Pod> {
  return new Set(project.get(runningDatabases).map(({ image }) => image.container.pod))
}

function hasRole(container: Container): boolean {
  const words = [...commandWords(container).map(word => word.text), ...envOf(container).map(entry => entry.at('name').value ?? '')]
  return words.some(word => roles.test(word))
}
