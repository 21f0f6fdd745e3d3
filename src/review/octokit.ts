// What a pull request is written with: bundled into a file of its own, which no other run loads.
export { retry } from '@octokit/plugin-retry'
export { throttling } from '@octokit/plugin-throttling'
export { Octokit } from '@octokit/rest'
