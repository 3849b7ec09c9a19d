import type { ThemeConfig } from 'antd'

/** The look (shared by look.css): paper, pine and a little vermilion. Every pair of ink and ground passes WCAG AA. */
export const COLORS = {
  paper: '#f5f3ee', sheet: '#fffdf9', line: '#e4dfd4', lineStrong: '#cfc8b8', ink: '#1d2321', ink2: '#55605b', ink3: '#5d6661',
  pine: '#1c5a47', pineSoft: '#e3efe9', red: '#a8261c', redSoft: '#fbe9e5', gold: '#805c10', goldSoft: '#f6ecd4', blue: '#234f7d',
} as const

/** Who asked the system for less motion gets none: pop-ups open and close at once. */
const still = matchMedia('(prefers-reduced-motion: reduce)').matches

const desk: ThemeConfig = {
  token: {
    motion: !still, ...(still ? { motionUnit: 0 } : {}),
    colorPrimary: COLORS.pine, colorLink: COLORS.pine, colorLinkHover: '#2c7a60', colorSuccess: COLORS.pine, colorError: COLORS.red, colorWarning: COLORS.gold,
    colorInfo: COLORS.blue, colorText: COLORS.ink, colorTextSecondary: COLORS.ink2, colorTextTertiary: COLORS.ink3, colorTextDescription: COLORS.ink3,
    colorTextPlaceholder: '#6a726d', colorBgLayout: COLORS.paper, colorBgContainer: '#ffffff', colorBgElevated: COLORS.sheet,
    colorBorder: COLORS.lineStrong, colorBorderSecondary: COLORS.line, colorSplit: COLORS.line, borderRadius: 6, fontSize: 14, controlHeight: 34,
    fontFamily: 'var(--ui)',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    // The shades derived from so dark a pine are greys on which small print is lost.
    Select: { optionSelectedBg: COLORS.pineSoft, controlItemBgActiveHover: '#d5e6de' },
    Table: { headerBg: COLORS.sheet, headerColor: COLORS.ink3, headerSplitColor: 'transparent', cellPaddingBlock: 10, cellPaddingInline: 10, rowHoverBg: '#f7f4ec' },
  },
}

/** On a phone what is pressed is as high as a thumb needs it, and what is written in is not zoomed into by the browser, which is done below 16 px. */
const phone: ThemeConfig = {
  token: { ...desk.token, controlHeight: 44, controlInteractiveSize: 20 },
  components: { ...desk.components, Form: { itemMarginBottom: 18 }, Input: { inputFontSize: 16 }, InputNumber: { inputFontSize: 16 }, Select: { ...desk.components?.Select, fontSize: 16, lineHeight: 22 / 16 }, DatePicker: { inputFontSize: 16 } },
}

export const themeOf = (narrow: boolean): ThemeConfig => (narrow ? phone : desk)
