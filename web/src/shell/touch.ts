import { useMediaQuery } from '@mantine/hooks'

/** Whether fingers are what one points with: then nobody is told of keys, since there is no keyboard under them. */
export const useTouch = (): boolean => useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false })
