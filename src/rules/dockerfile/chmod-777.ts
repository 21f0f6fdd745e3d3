import { fileModes } from '../../model/dockerfile/shell/file-mode.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let nobody write who need not.',
  why: 'A file that everyone may write is a program that whoever gets into the container, as any user, can replace by one of theirs.',
  presets: ['recommended', 'security'],
  references: ['https://docs.docker.com/reference/dockerfile/#copy---chown---chmod'],
  on: fileModes,

  *check({ mode, target, at }) {
    if (!lets(mode)) return
    yield {
      at,
      message: `"${mode}" lets every user in the container change ${target ?? 'what is copied'}. Give it to the user that runs there ("chown", "COPY --chown"), and write ${mode.includes('6') ? '"644"' : '"755"'}.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        COPY --chmod=«0777» start.sh /
        RUN chmod -R «777» /srv/shop && chmod «a+rwx» /start.sh && install -m «666» shop.conf /etc/ && mkdir -m «o+w» /data
      `,
    },
    {
      title: 'with the sticky bit, as for /tmp; for owner and group; and what only the build knows',
      good: dockerfile`
        FROM debian:13.1-slim
        COPY --chmod=755 start.sh /
        RUN chmod 1777 /srv/tmp && chmod -R g=u /srv/shop && chmod u+w,go-w /etc/shop && chmod +x /start.sh && chmod "$MODE" /data && echo 777
      `,
    },
  ],
})

/** Whether a mode lets others write; the sticky bit keeps them from each other's files. */
function lets(mode: string): boolean {
  if (/^[0-7]+$/.test(mode)) return /[2367]$/.test(mode) && !/^0?[1357][0-7]{3}$/.test(mode)
  return mode.split(',').some(clause => /^[ug]*[oa][ugoa]*[+=][rxX]*w/.test(clause)) && !/\+[rwxX]*t/.test(mode)
}
