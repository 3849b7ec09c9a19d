/** Words of plain English that exported names use: they belong to no office and need no entry in the glossary. */
export const PLAIN_WORDS: readonly string[] = [
  'access', 'action', 'activity', 'and', 'answer', 'apart', 'asked', 'balance', 'base', 'book', 'by', 'calendar', 'candidate', 'cause', 'cell', 'change', 'changes', 'child', 'clause', 'close', 'column',
  'columns', 'comparison', 'compiled', 'condition', 'confidence', 'content', 'counts', 'credit', 'db', 'decide', 'decided', 'defence', 'difficulties', 'draft', 'due', 'easing', 'effect', 'entry', 'event',
  'explained', 'explanation', 'export', 'fact', 'facts', 'fault', 'festival', 'field', 'filter', 'finder', 'finding', 'findings', 'flag', 'form', 'format', 'formula', 'found', 'full', 'generic', 'glossary', 'hand',
  'headings', 'holiday', 'holidays', 'house', 'http', 'imported', 'in', 'input', 'item', 'key', 'kind', 'known', 'layer', 'level', 'list', 'lookup', 'material', 'me', 'media', 'member',
  'missing', 'month', 'name', 'new', 'numbers', 'options', 'organization', 'other', 'outcome', 'owner', 'packed', 'paging', 'pair', 'paper', 'parsed', 'period', 'police', 'prepared', 'progress',
  'purpose', 'query', 'question', 'rated', 'read', 'reading', 'reason', 'reference', 'refusal', 'refused', 'reveal', 'role', 'row', 'sending', 'sent', 'sentence', 'serving',
  'share', 'shortcoming', 'shown', 'situation', 'source', 'span', 'spelled', 'standing', 'state', 'step', 'stored', 'subject', 'suggestion', 'survey', 'table', 'template', 'term', 'test',
  'timeline', 'tools', 'total', 'type', 'ui', 'undone', 'unmatched', 'values', 'vault', 'verdict', 'verified', 'version', 'view', 'visited', 'warning', 'who', 'window', 'word', 'wrong',
  'year',
]
