#!/usr/bin/env node
import('../dist/bin/cli.js').then(({ main }) => main())
