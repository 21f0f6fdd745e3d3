#!/usr/bin/env node
require('../dist/bin/cli.cjs').start()
