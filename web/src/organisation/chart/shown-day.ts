import { todayInVietnam } from '../../shell/format.ts'
import { useFilters } from '../../shell/navigate.tsx'

/** The day on which the organisation is shown: that of the address bar, else today. What is done there begins on it, unless another is chosen. */
export function useShownDay(): string {
  const [{ on = '' }] = useFilters()
  return /^\d{4}-\d{2}-\d{2}$/.test(on) ? on : todayInVietnam()
}
