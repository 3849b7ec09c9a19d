/** Words of plain English that exported names use: they belong to no office and need no entry in the glossary. */
export const PLAIN_WORDS: readonly string[] = [
  'access', 'action', 'activity', 'additions', 'amount', 'amounts', 'and', 'answer', 'apart', 'asked', 'at', 'balance', 'base', 'basis', 'before', 'book',
  'by', 'calendar', 'candidate', 'case', 'cause', 'cell', 'change', 'changes', 'check', 'checked', 'child', 'clause', 'close', 'column', 'columns',
  'comparison', 'compile', 'concern', 'condition', 'confidence', 'content', 'continuation', 'counts', 'covering', 'credit', 'data', 'db', 'decide', 'decided',
  'defence', 'dialect', 'difficulties', 'draft', 'drawer', 'due', 'earlier', 'easing', 'editor', 'effect', 'entry', 'event', 'explained', 'explanation',
  'export', 'expression', 'fact', 'facts', 'fault', 'festival', 'field', 'filter', 'finder', 'finding', 'findings', 'flag', 'form', 'format', 'formula', 'found',
  'full', 'generic', 'glossary', 'guard', 'hand', 'headings', 'holding', 'holiday', 'holidays', 'house', 'http', 'imported', 'in', 'input', 'item', 'kept', 'key',
  'kind', 'known', 'layer', 'leaf', 'level', 'list', 'lookup', 'material', 'me', 'measure', 'media', 'member', 'missing', 'month', 'name', 'new', 'now',
  'numbers', 'open', 'options', 'organization', 'other', 'outcome', 'output', 'overlap', 'owed', 'owner', 'packed', 'paging', 'pair', 'paper', 'parameter',
  'parsed', 'paying', 'period', 'piece', 'police', 'prepared', 'program', 'progress', 'purpose', 'query', 'question', 'rated', 'read', 'reading', 'reason',
  'reference', 'refusal', 'refused', 'reveal', 'role', 'row', 'sending', 'sent', 'sentence', 'serving', 'share', 'shelf', 'shortcoming', 'shown',
  'situation', 'slot', 'source', 'span', 'spelled', 'sql', 'standing', 'start', 'state', 'step', 'stored', 'subject', 'suggestion', 'survey', 'table',
  'template', 'term', 'test', 'text', 'timeline', 'tools', 'total', 'type', 'ui', 'undone', 'unmatched', 'values', 'vault', 'verdict', 'verified',
  'version', 'view', 'visited', 'warning', 'who', 'window', 'word', 'wrong', 'year',
]
