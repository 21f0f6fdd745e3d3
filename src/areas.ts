import type { SourceFile } from './source/source.ts'

/** Tells of a file whether the rules of an area may have anything to say when it is there. */
const marks: Readonly<Record<string, (file: SourceFile) => boolean>> = {
  dockerfile: ({ language }) => language === 'dockerfile' || language === 'markdown',
  rollouts: ({ text }) => text.includes('argoproj.io'),
  // Its own files, objects of its operator in whatever wrapping, and annotations that it scrapes by.
  prometheus: ({ text, resources }) =>
    /prometheus|alertmanager|monitoring\.|scrape|victoriametrics/i.test(text) || resources.some(({ kind }) => /^(?:Prometheus|Alertmanager)/.test(kind)),
}

/**
 * Tells of a rule by its id whether it can find anything in these files. The rules of an area that nothing concerns are not even loaded,
 * which is most of the time that a small run takes.
 */
export function concerns(files: readonly SourceFile[]): (id: string) => boolean {
  const known = new Map<string, boolean>()
  return id => {
    const area = id.slice(0, id.indexOf('/'))
    const mark = marks[area]
    if (mark && !known.has(area)) known.set(area, files.some(mark))
    return known.get(area) ?? true
  }
}
