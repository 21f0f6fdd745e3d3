import { pipCaches } from '../../model/dockerfile/package/package-cache.ts'
import { callOf } from '../../model/dockerfile/package/package-install.ts'
import { addWord } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Install with pip --no-cache-dir.',
  why: 'pip keeps what it downloads and builds beside what it installs, so the layer holds most packages twice.',
  peers: ['hadolint:DL3042'],
  references: ['https://pip.pypa.io/en/stable/topics/caching/'],
  options: {
    stages: option<'final' | 'all'>('final', 'Where: in what the "final" stage is built of, or in "all", whose layers only the cache keeps.', {
      schema: { enum: ['final', 'all'] },
    }),
  },
  on: pipCaches,

  *check({ call, shipped }, { options }) {
    if (options.stages === 'final' && !shipped) return
    yield {
      at: call.command.at(call.actionWord),
      message: `"${callOf(call)}" leaves its cache in this layer, so most packages are in it twice. Write "${callOf(call)} --no-cache-dir", or keep it in a cache mount on /root/.cache/pip.`,
      fix: addWord(call.command, call.actionWord, '--no-cache-dir'),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM python:3.14-slim
        RUN pip «install» -r requirements.txt && python3 -m pip «install» gunicorn==23.0.0
        ENV PIP_NO_CACHE_DIR=0
        RUN ["pip3", "«install»", "/srv/shop"]
      `,
      fixed: dockerfile`
        FROM python:3.14-slim
        RUN pip install --no-cache-dir -r requirements.txt && python3 -m pip install --no-cache-dir gunicorn==23.0.0
        ENV PIP_NO_CACHE_DIR=0
        RUN ["pip3", "install", "--no-cache-dir", "/srv/shop"]
      `,
    },
    {
      title: 'turned off, mounted, elsewhere, emptied, or in a stage that does not ship',
      good: dockerfile`
        FROM python:3.14-slim AS build
        RUN pip install build==1.3.0
        FROM python:3.14-slim AS base
        RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.1.2
        RUN PIP_NO_CACHE_DIR=1 pip install flask==3.1.2 && export PIP_NO_CACHE_DIR=on && pip install gunicorn==23.0.0
        RUN pip install flask==3.1.2 && rm -rf ~/.cache && pip install --no-cache-dir . && pipx install black==25.11.0
        RUN pip install flask==3.1.2 && pip cache purge
        RUN env PIP_NO_CACHE_DIR=1 pip install flask==3.1.2
        ENV PIP_NO_CACHE_DIR=true
        FROM base
        RUN pip install /srv/shop
      `,
    },
  ],
})
