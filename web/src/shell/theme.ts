import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** One vermilion, as of a seal: for what is official or late. */
const vermilion: MantineColorsTuple = [
  '#fdf1ee',
  '#f8ddd7',
  '#efb8ad',
  '#e58f80',
  '#d9604f',
  '#c5402f',
  '#b3261e',
  '#971c15',
  '#7c1610',
  '#61100b',
]
/** One quiet blue-green: for what can be acted on. */
const teal: MantineColorsTuple = [
  '#eaf4f3',
  '#d2e6e4',
  '#a6ccc9',
  '#77b1ad',
  '#4d9893',
  '#2d807b',
  '#14696a',
  '#0f5658',
  '#0b4547',
  '#073436',
]
/** Warm greys of paper and ink. */
const gray: MantineColorsTuple = [
  '#f8f5ee',
  '#f0ebe0',
  '#e3dccd',
  '#d0c7b5',
  '#b3a994',
  '#8b8270',
  '#655d4f',
  '#4b453a',
  '#332f28',
  '#1f1c18',
]
const dark: MantineColorsTuple = [
  '#e9e4d8',
  '#cfc9bb',
  '#a8a295',
  '#7f7a70',
  '#565249',
  '#3b3832',
  '#2a2824',
  '#1d1b18',
  '#171512',
  '#100f0d',
]

export const theme = createTheme({
  primaryColor: 'teal',
  // White words stand on both with at least 4.5 to 1.
  primaryShade: { light: 6, dark: 5 },
  colors: { vermilion, teal, gray, dark },
  fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
  headings: { fontFamily: "'Be Vietnam Pro', system-ui, sans-serif", fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  defaultRadius: 'xs',
  // The empty element it would hold the focus with has no place in a menu.
  components: { Menu: { defaultProps: { withInitialFocusPlaceholder: false } } },
  cursorType: 'pointer',
  focusRing: 'auto',
  shadows: {
    xs: 'none',
    sm: 'none',
    md: '0 2px 12px rgb(0 0 0 / 10%)',
    lg: '0 2px 12px rgb(0 0 0 / 10%)',
    xl: '0 4px 20px rgb(0 0 0 / 14%)',
  },
})
