/** Words of plain English that exported names use: they belong to no office and need no entry in the glossary. */
export const PLAIN_WORDS: readonly string[] = [
  'access', 'action', 'activity', 'additions', 'amount', 'amounts', 'and', 'answer', 'apart', 'asked', 'at', 'balance', 'base', 'basis', 'before', 'block',
  'book', 'by', 'calendar', 'candidate', 'case', 'cause', 'cell', 'change', 'changes', 'check', 'checked', 'child', 'clause', 'clear', 'cleared',
  'close', 'column', 'columns', 'comparison', 'compile', 'concern', 'condition', 'confidence', 'content', 'continuation', 'counted', 'counts', 'covering',
  'credit', 'data', 'db', 'decide', 'decided', 'defence', 'dialect', 'different', 'difficulties', 'draft', 'drawer', 'due', 'earlier', 'easing', 'editor',
  'effect', 'entry', 'event', 'explained', 'explanation', 'export', 'expression', 'fact', 'facts', 'fault', 'festival', 'field', 'filter', 'finder',
  'finding', 'findings', 'fixed', 'flag', 'form', 'format', 'formula', 'found', 'full', 'generic', 'glossary', 'guard', 'hand', 'headings', 'health', 'held', 'holding',
  'holiday', 'holidays', 'house', 'http', 'imported', 'in', 'inline', 'input', 'iso', 'item', 'kept', 'key', 'kind', 'known', 'layer', 'leaf', 'level', 'list',
  'lookup', 'machine', 'mark', 'material', 'me', 'measure', 'media', 'member', 'message', 'missing', 'month', 'name', 'neighbour', 'new', 'now', 'numbers', 'open', 'options',
  'organization', 'other', 'outcome', 'output', 'overlap', 'owed', 'owner', 'packed', 'paging', 'pair', 'paper', 'parameter', 'parsed', 'paying',
  'period', 'piece', 'police', 'prepared', 'program', 'progress', 'purpose', 'query', 'question', 'rated', 'read', 'reading', 'reason', 'reference',
  'refusal', 'refused', 'resting', 'result', 'reveal', 'role', 'row', 'sending', 'sent', 'sentence', 'separated', 'serving', 'share', 'shelf', 'shortcoming',
  'shown', 'situation', 'slot', 'source', 'span', 'spelled', 'sql', 'stamp', 'standing', 'start', 'state', 'step', 'stored', 'subject', 'suggestion', 'survey',
  'table', 'takeable', 'taken', 'template', 'term', 'test', 'text', 'timeline', 'told', 'tools', 'total', 'tour', 'type', 'ui', 'underway', 'undone',
  'unmatched', 'values', 'vault', 'verdict', 'verified', 'version', 'view', 'visited', 'waiting', 'warning', 'who', 'width', 'window', 'word', 'wrong', 'year',
]
