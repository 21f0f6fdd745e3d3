import type { Volume } from 'kubernetes-types/core/v1.js'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { commandWords } from './command.ts'
import type { Container } from './container.ts'
import { envOf } from './env.ts'
import { type ContainerImage, images } from './image.ts'
import { lastingMounts } from './storage.ts'
import type { Pod, Workload } from '../workload.ts'

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
function runningDatabases(project: Project): Database[] {
  return project.get(images).flatMap(image => {
    const holding = holdings.get(image.image.repository.split('/').at(-1)!)
    return holding && image.container.longRunning && !hasRole(image.container) ? [{ image, holding }] : []
  })
}

/** A database that its controller runs so that its data are lost or damaged. */
export interface MisplacedDatabase extends Database {
  /** Several `copies` that hold other data, or damage the same; data that are `lost` with the pod; an update in which old and new `overlap`. */
  readonly fault: 'copies' | 'lost' | 'overlap'
  /** What lasts of what it mounts, if something does. */
  readonly disk: Ref<Volume> | undefined
}

export function misplacedDatabases(project: Project): MisplacedDatabase[] {
  return project.get(runningDatabases).flatMap(database => {
    const { container } = database.image
    const [disk] = lastingMounts(container)
    const fault = faultOf(container.pod.workload, disk !== undefined, database.holding)
    return fault ? [{ ...database, fault, disk }] : []
  })
}

function faultOf(workload: Workload, lasting: boolean, holding: Holding): MisplacedDatabase['fault'] | undefined {
  if (!replicating.has(workload.kind) || workload.partial || workload.replicas === 0) return undefined
  if ((workload.replicas ?? 1) > 1) return 'copies'
  if (!lasting) return holding === 'data' ? 'lost' : undefined
  return workload.kind === 'Deployment' && overlaps(workload.at('spec').at('strategy').value) ? 'overlap' : undefined
}

/** Kinds whose pods are copies of one another. */
const replicating = new Set(['Deployment', 'ReplicaSet', 'ReplicationController', 'Rollout', 'DeploymentConfig'])

/** A Deployment's update runs old and new side by side unless it is told otherwise. */
function overlaps(strategy: { type?: string; rollingUpdate?: { maxSurge?: number | string } } | undefined): boolean {
  const surge = strategy?.rollingUpdate?.maxSurge
  return strategy?.type !== 'Recreate' && surge !== 0 && surge !== '0%'
}

/** The workloads of which kubernetes/stateful-deployment says that several copies, or old and new, work on one disk. */
export function sharedDisks(project: Project): ReadonlyMap<Workload, MisplacedDatabase['fault']> {
  return new Map(project.get(misplacedDatabases).flatMap(({ disk, image, fault }) => (disk ? [[image.container.pod.workload, fault] as const] : [])))
}

/** The pods that hold a database: more copies of them are not more of the same. */
export function databasePods(project: Project): ReadonlySet<Pod> {
  return new Set(project.get(runningDatabases).map(({ image }) => image.container.pod))
}

function hasRole(container: Container): boolean {
  const words = [...commandWords(container).map(word => word.text), ...envOf(container).map(entry => entry.at('name').value ?? '')]
  return words.some(word => roles.test(word))
}
