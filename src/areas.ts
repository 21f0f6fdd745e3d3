import type { SourceFile } from './source/source.ts'

/**
 * What the files must mention for the rules of an area to have anything to say. The rules of an area that nothing concerns are not even
 * loaded, which is most of the time that a small run takes.
 */
const marks: Readonly<Record<string, RegExp>> = {
  rollouts: /argoproj\.io/,
  // Rules and configuration of Prometheus and Alertmanager in whatever wrapping, and annotations that scrape by.
  prometheus: /prometheus|monitoring\.|alert|scrape|expr|record|receiver|route|victoria|promql|groups/i,
}

/** Tells of a rule by its id whether it can find anything in these files. */
export function concerns(files: readonly SourceFile[]): (id: string) => boolean {
  const known = new Map<string, boolean>()
  return id => {
    const area = id.slice(0, id.indexOf('/'))
    let found = known.get(area)
    if (found === undefined) known.set(area, (found = isMentioned(area, files)))
    return found
  }
}

function isMentioned(area: string, files: readonly SourceFile[]): boolean {
  if (area === 'dockerfile') return files.some(({ language }) => language === 'dockerfile' || language === 'markdown')
  const mark = marks[area]
  return mark === undefined || files.some(({ text }) => mark.test(text))
}
