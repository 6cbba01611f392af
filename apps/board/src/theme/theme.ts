import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { t } from '../i18n/i18n';

const ink: MantineColorsTuple = ['#edf6f2', '#d9ebe3', '#b3d6c8', '#88bda9', '#5c9f88', '#3d826b', '#2a6552', '#1f4d40', '#17332d', '#0f2721'];

/** Mantine draws its dark surfaces with these; the same hues as our tokens. */
const slate: MantineColorsTuple = ['#e7ecf1', '#aeb9c4', '#8d99a6', '#6b7885', '#36414c', '#242c34', '#1b2127', '#151a1f', '#0e1216', '#0b0e12'];

/** The cross of every dialog has a name, looked up when it is drawn: the language may change. */
const close = { get 'aria-label'() { return t('Close'); } };

/** What closes is gone at once: the next key belongs to the page, and a fast hand does not wait for a fade. */
export const GONE = 0;

/** Mantine takes its sizes from our tokens; its colours are set by {@link tokenColours}. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: 'var(--t-xs)', sm: 'var(--t-sm)', md: 'var(--t-md)', lg: 'var(--t-lg)', xl: 'var(--t-xl)' },
  radius: { xs: 'var(--r1)', sm: 'var(--r2)', md: 'var(--r2)', lg: 'var(--r3)', xl: 'var(--r3)' },
  spacing: { xs: 'var(--s2)', sm: 'var(--s3)', md: 'var(--s4)', lg: 'var(--s5)', xl: 'var(--s8)' },
  shadows: { xs: 'var(--shadow-1)', sm: 'var(--shadow-1)', md: 'var(--shadow-2)', lg: 'var(--shadow-3)', xl: 'var(--shadow-3)' },
  defaultRadius: 'sm',
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 1 },
  colors: { ink, dark: slate },
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Popover: { defaultProps: { transitionProps: { duration: 90, exitDuration: GONE } } },
    Menu: { defaultProps: { shadow: 'md', radius: 'lg', withinPortal: true, transitionProps: { duration: 90, exitDuration: GONE, transition: 'pop' } } },
    Modal: { defaultProps: { overlayProps: { backgroundOpacity: 0.35 }, transitionProps: { duration: 120, exitDuration: GONE }, closeButtonProps: close } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 80, exitDuration: GONE } } },
    InputWrapper: { styles: { label: { marginBottom: 4 }, description: { marginBottom: 4 } } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right', comboboxProps: { shadow: 'md' } } },
  },
});

export const tokenColours: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--surface)', '--mantine-color-text': 'var(--text)', '--mantine-color-dimmed': 'var(--text-3)', '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-anchor': 'var(--accent)', '--mantine-color-default': 'var(--raised)', '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-border': 'var(--line-strong)', '--mantine-color-default-color': 'var(--text)', '--mantine-color-error': 'var(--red)',
    '--mantine-primary-color-filled': 'var(--solid)', '--mantine-primary-color-filled-hover': 'var(--solid-hover)', '--mantine-primary-color-contrast': 'var(--on-solid)',
  },
  light: { '--mantine-color-body': 'var(--surface)' },
  dark: { '--mantine-color-body': 'var(--surface)' },
});
