import type { Path, Range, YamlProblem } from '../languages/yaml/index.ts'
import type { Violation } from '../schemas/walk.ts'
import type { Part } from './ref.ts'
import { Ref } from './ref.ts'

export type { Path, Range, YamlProblem }

/**
 * A text that values were read from: a YAML document, a Dockerfile, a ConfigMap value.
 * Positions are asked for only for what is reported, and always are offsets into the file's own text.
 */
export interface Source {
  /** Path of the file as it was given, with `/`. */
  readonly file: string
  /** The whole text of the file, even where this source is only a part of it. */
  readonly text: string
  /** Where the value at `path` is written, or the nearest key above it that is. A value that carries its place may be handed in, to look for nothing. */
  locate(path: Path, part?: Part, value?: unknown): Range
  /** Whether something is written at `path`. */
  has(path: Path): boolean
  /** Everything that belongs to the value at `path`, its key included; undefined where nothing is written. */
  extent(path: Path): Range | undefined
  /** Lets go of what was read, where that can be read again when it is asked for. */
  forget?(): void
}

/** A Kubernetes object, a Dockerfile, a Prometheus configuration: one thing that rules look at. */
export interface Resource<T = unknown> {
  /** As written for Kubernetes objects; `Dockerfile`, `PrometheusConfig`, `PrometheusRules` … for the rest. */
  readonly kind: string
  /** As written for Kubernetes objects, empty for the rest. */
  readonly apiVersion: string
  readonly body: Ref<T>
  /** What it leaves out is written elsewhere, for instance in the base that a kustomize patch changes. */
  readonly partial: boolean
  /** What the schema of its kind does not allow. */
  readonly violations?: readonly Violation[]
}

/** Trouble met while reading, kept for the rule that reports it. */
export interface ReadProblem {
  /** For instance 'syntax', 'duplicate-key', 'template', 'unreadable'. */
  readonly code: string
  readonly message: string
  readonly at: Ref<unknown>
  /** The parser's own name for the trouble, where it has one. */
  readonly detail?: string
  readonly related?: { readonly at: Ref<unknown>; readonly message: string }
}

/** What one file turned out to be. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  /** The file as one text, to point at any part of it: `whole.slice(start, end)`. */
  readonly whole: Ref<string>
  readonly language: Language | undefined
  readonly resources: readonly Resource[]
  readonly sources: readonly Source[]
  readonly problems: readonly ReadProblem[]
  /** Why nothing in the file was linted, if so. */
  readonly skipped?: string
}

/** What a file is read as. */
export type Language = 'yaml' | 'json' | 'dockerfile' | 'markdown'

/** A file as plain text; its only value is the text itself. */
export class TextSource implements Source {
  readonly file: string
  readonly text: string

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
  }

  locate(_path: Path, part?: Part): Range {
    return typeof part === 'object' ? part : { start: 0, end: Math.max(this.text.indexOf('\n'), 0) || this.text.length }
  }

  has(): boolean {
    return true
  }

  extent(): Range {
    return { start: 0, end: this.text.length }
  }

  get root(): Ref<string> {
    return new Ref(this, [], this.text)
  }
}
