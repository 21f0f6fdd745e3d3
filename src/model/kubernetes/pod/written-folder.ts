import { parseImage } from '../../../languages/image-reference.ts'
import type { Project } from '../../../project.ts'
import { officialName } from '../../../facts/base-images.ts'
import { pairings } from './built-image.ts'
import { among, type Container } from './container.ts'
import { volumesOfImage } from '../../dockerfile/image-content.ts'
import { images } from './image.ts'

/** What a program writes outside the volumes of its image, as its default configuration has it. Source: the Dockerfiles and configuration of each. */
const written: Readonly<Record<string, { readonly folders: readonly (readonly string[])[]; readonly settings?: readonly string[] }>> = {
  nginx: { folders: [['/var/cache/nginx'], ['/run', '/var/run']], settings: ['/etc/nginx', '/etc/nginx/nginx.conf'] },
  'nginx-unprivileged': { folders: [['/tmp']], settings: ['/etc/nginx', '/etc/nginx/nginx.conf'] },
  httpd: { folders: [['/usr/local/apache2/logs']], settings: ['/usr/local/apache2/conf', '/usr/local/apache2/conf/httpd.conf'] },
  tomcat: { folders: [['/usr/local/tomcat/work'], ['/usr/local/tomcat/temp'], ['/usr/local/tomcat/logs']], settings: ['/usr/local/tomcat/conf'] },
  mysql: { folders: [['/run/mysqld', '/var/run/mysqld'], ['/tmp']], settings: ['/etc/my.cnf'] },
  mariadb: { folders: [['/run/mysqld', '/var/run/mysqld'], ['/tmp']], settings: ['/etc/mysql'] },
  postgres: { folders: [['/run/postgresql', '/var/run/postgresql']] },
  mongo: { folders: [['/tmp']] },
}

/** A container whose program writes to folders of its root filesystem. */
interface WrittenFolders {
  readonly container: Container
  /** For messages: `nginx`. */
  readonly program: string
  readonly folders: readonly string[]
}

/** Those that it cannot write to, because its root filesystem is read-only. */
export function lockedFolders(project: Project): WrittenFolders[] {
  return project.get(writtenFolders).filter(({ container }) => container.at('securityContext').at('readOnlyRootFilesystem').value === true)
}

/** Tells whether a container is known to end at its start once its root filesystem is read-only. */
export function writesToRoot(project: Project): (container: Container) => boolean {
  return among(project.get(writtenFolders).map(({ container }) => container))
}

function writtenFolders(project: Project): WrittenFolders[] {
  const own = new Map(project.get(pairings).map(pairing => [pairing.container, pairing]))
  return project.get(images).flatMap(({ container, image }) => {
    if (container.pod.workload.partial || container.value?.command) return []
    const built = own.get(container)
    const base = built ? parseImage(built.stage.root.imageName ?? '') : image
    // A build on it may well have another configuration.
    const program = base && !built?.stage.instructions.some(({ keyword }) => keyword === 'COPY' || keyword === 'RUN') ? nameOf(base) : undefined
    const entry = program === undefined || !Object.hasOwn(written, program) ? undefined : written[program]
    if (!entry) return []
    const mounts = container
      .at('volumeMounts')
      .each()
      .flatMap(mount => mount.at('mountPath').value?.replace(/(.)\/+$/, '$1') ?? [])
    if (entry.settings?.some(path => mounts.includes(path))) return []
    const volumes = built ? volumesOfImage(built.stage).map(({ path }) => path) : []
    const folders = entry.folders.filter(names => !names.some(name => [...mounts, ...volumes].some(mount => isWithin(name, mount)))).map(([name]) => name!)
    return folders.length > 0 ? [{ container, program: program!, folders }] : []
  })
}

function nameOf(image: NonNullable<ReturnType<typeof parseImage>>): string | undefined {
  return officialName(image) ?? (/^nginx(?:inc)?\/nginx-unprivileged$/.test(image.repository) ? 'nginx-unprivileged' : undefined)
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}
