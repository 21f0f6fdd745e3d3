import { withoutScalars } from '../languages/yaml/index.ts'
import type { YamlSource } from './yaml.ts'

/** Why a file is part of a Helm chart's templates, if it is. */
export function chartTemplate(path: string, paths: ReadonlySet<string>): string | undefined {
  for (let at = path.indexOf('templates/'); at >= 0; at = path.indexOf('templates/', at + 1)) {
    if (at > 0 && path[at - 1] !== '/') continue
    const chart = path.slice(0, at)
    if (paths.has(`${chart}Chart.yaml`))
      return `This file is a template of the Helm chart "${chart.slice(0, -1) || '.'}", so it is not linted as it stands. Lint what "helm template" renders.`
  }
  return undefined
}

/** Control structures and objects of Helm, Go and Jinja templates: with them a text is a template, not a manifest with a hole. */
const controlStructure =
  /\{\{-?\s*(?:if|else|range|with|end|include|template|define|block|toYaml|tpl|fail|\/\*|\$|\.(?:Values|Release|Chart|Capabilities|Files|Template|Subcharts)\b)|\{%-?\s*\w/
const templateName = /(?:^|[-_.])(?:template|tmpl|tpl|j2)s?\.[^/]*$|(?:^|\/)templates\/[^/]*$/

/** Names and images are never templates of Prometheus or Argo; a file called a template that has one there is to be rendered. */
const templatedName = /^[ \t]*(?:- )?(?:name|namespace|image)[ \t]*:.*?(?=\{\{)/m

/** The first template action that YAML cannot read, of a file that is a template as a whole; undefined for manifests. */
export function templateAction(path: string, sources: readonly YamlSource[], text: string): { start: number; end: number } | undefined {
  if (!text.includes('{{') && !text.includes('{%')) return undefined
  const named = templateName.test(path)
  for (const { document } of sources) {
    const broken = document.problems.some(problem => ['template', 'syntax', 'tab', 'placeholder'].includes(problem.code))
    const piece = broken ? text.slice(document.range.start, document.range.end) : ''
    // In texts they may be what Prometheus fills in, and no reason why YAML cannot be read.
    const match = controlStructure.test(piece) ? controlStructure.exec(withoutScalars(piece)) : null
    if (match) return actionAt(text, document.range.start + match.index)
    const placeholder = named ? document.problems.find(problem => problem.code === 'template') : undefined
    if (placeholder) return placeholder.range
  }
  const name = named ? templatedName.exec(text) : null
  return name ? actionAt(text, name.index + name[0].length) : undefined
}

function actionAt(text: string, start: number): { start: number; end: number } {
  const length = text.slice(start).search(/[}%]\}|\r?\n|$/)
  return { start, end: /^[}%]\}/.test(text.slice(start + length)) ? start + length + 2 : start + length }
}
