/**
 * Words that antd's parts say in English whatever their locale: names of icons, of the buttons that clear and count.
 * vite.config.ts puts these in their place; [Chinese, English], by the word that stands in the library.
 */
type Pair = readonly [zh: string, en: string]

const ICONS: Readonly<Record<string, Pair>> = {
  down: ['展开', 'open'], up: ['收起', 'close'], left: ['上一页', 'previous'], right: ['下一页', 'next'], 'double-left': ['向前翻几页', 'pages back'], 'double-right': ['向后翻几页', 'pages on'],
  ellipsis: ['更多', 'more'], calendar: ['日历', 'calendar'], 'clock-circle': ['时间', 'time'], 'swap-right': ['至', 'to'], close: ['关闭', 'close'], 'close-circle': ['清除', 'clear'], search: ['查找', 'search'],
  loading: ['正在读取', 'loading'], check: ['已选', 'chosen'], eye: ['隐藏', 'hide'], 'eye-invisible': ['显示', 'show'], plus: ['新增', 'add'], 'exclamation-circle': ['注意', 'attention'],
  'info-circle': ['说明', 'information'], 'check-circle': ['完成', 'done'], delete: ['删去', 'remove'], 'question-circle': ['说明', 'help'],
}

/** Each module of the library, and the expressions in it that are replaced; an icon that is kept from one drawing to the next asks for the language by itself (`hook`). */
export const LIBRARY_WORDS: readonly { readonly file: RegExp; readonly expression: string; readonly words: Readonly<Record<string, Pair>>; readonly of: string; readonly hook?: true }[] = [
  { file: /icons\/es\/components\/AntdIcon(?:Light)?\.js$/, expression: '"aria-label": icon.name', words: ICONS, of: 'icon.name', hook: true },
  { file: /select\/es\/hooks\/useAllowClear\.js$/, expression: `allowClearConfig.label ?? 'Clear'`, words: { Clear: ['清除', 'Clear'] }, of: `'Clear'` },
  { file: /input-number\/es\/StepHandler\.js$/, expression: `"aria-label": isUpAction ? 'Increase Value' : 'Decrease Value'`, words: { up: ['加', 'Increase'], down: ['减', 'Decrease'] }, of: `(isUpAction ? 'up' : 'down')` },
  { file: /segmented\/es\/index\.js$/, expression: '"aria-label": "segmented control"', words: { choice: ['选择', 'Choice'] }, of: `'choice'` },
]
