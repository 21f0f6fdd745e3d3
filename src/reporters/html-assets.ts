// What the page of the html format needs, as text: it has to be one file, and the bundle must not look for others.

export const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --error: #c9252d; --warning: #9a6700; --info: #0969da }
@media (prefers-color-scheme: dark) { :root { --error: #ff7b72; --warning: #e3b341; --info: #79c0ff } }
body { margin: 0 auto; max-width: 76rem; padding: 1rem; font: 15px/1.5 system-ui, sans-serif }
header { position: sticky; top: 0; background: Canvas; border-bottom: 1px solid var(--line); padding-bottom: .5rem; z-index: 1 }
h1 { display: inline; font-size: 1.2rem }
header p { display: inline; margin-left: 1rem }
form { display: flex; flex-wrap: wrap; gap: .5rem 1.2rem; margin-top: .5rem }
form[hidden], [hidden] { display: none }
h2 { font-size: 1rem; margin: 1.5rem 0 .25rem; overflow-wrap: anywhere }
h2 small { font-weight: normal; opacity: .7 }
article { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .8rem; margin: .6rem 0 }
article[data-severity=error] { border-color: var(--error) }
article[data-severity=warning] { border-color: var(--warning) }
article[data-severity=info] { border-color: var(--info) }
article p { margin: .1rem 0; overflow-wrap: anywhere }
.error, .warning, .info { font-weight: 600 }
.error { color: var(--error) } .warning { color: var(--warning) } .info { color: var(--info) }
.fix { border: 1px solid var(--line); border-radius: 3px; padding: 0 .3rem; font-size: .8rem }
a { color: inherit }
pre { background: var(--soft); padding: .4rem .6rem; margin: .3rem 0; overflow-x: auto; font-size: 13px; line-height: 1.35 }
pre i { font-style: normal; opacity: .5; user-select: none }
pre b { color: var(--error) }
ul { margin: .2rem 0 }
footer { margin-top: 2rem; opacity: .6 }
`

export const script = `
const form = document.getElementById('filters')
if (form) {
  const main = document.querySelector('main')
  const articles = [...document.querySelectorAll('article')]
  const sections = new Map()
  const sectionOf = name => {
    if (sections.has(name)) return sections.get(name)
    const section = document.createElement('section')
    const title = document.createElement('h2')
    title.append(name, ' ', document.createElement('small'))
    section.append(title)
    sections.set(name, section)
    return section
  }
  const show = () => {
    const data = new FormData(form)
    const levels = data.getAll('severity')
    const text = data.get('text').toLowerCase()
    for (const article of articles) {
      const { severity, rule } = article.dataset
      const has = (words, word) => words.split(' ').includes(word)
      article.hidden = !levels.some(level => has(severity, level)) || (data.get('rule') && !has(rule, data.get('rule'))) || !article.textContent.toLowerCase().includes(text)
    }
    for (const section of main.querySelectorAll('section')) {
      const shown = [...section.querySelectorAll('article')].filter(article => !article.hidden).reduce((sum, article) => sum + Number(article.dataset.count), 0)
      section.hidden = shown === 0
      section.querySelector('small').textContent = shown
    }
    document.getElementById('none').hidden = articles.some(article => !article.hidden)
  }
  const group = () => {
    const key = form.elements.group.value
    sections.clear()
    for (const article of articles) sectionOf(article.dataset[key].replaceAll(' ', key === 'rule' ? ', ' : ' ')).append(article)
    for (const section of main.querySelectorAll('section')) section.remove()
    for (const name of [...sections.keys()].sort()) main.insertBefore(sections.get(name), document.getElementById('none'))
  }
  form.hidden = false
  form.addEventListener('input', event => {
    if (event.target.name === 'group') group()
    show()
  })
  form.addEventListener('submit', event => event.preventDefault())
}
`
