/**
 * The Vietnamese lunar calendar at UTC+7, by the astronomical rules: a month begins on the day of the new moon, the eleventh month holds the winter
 * solstice, and a year of thirteen moons repeats the first month that holds no major solar term (Jean Meeus' series, as Hồ Ngọc Đức applied them).
 */

const radians = Math.PI / 180
const zone = 7 / 24

/** Julian day number of a Gregorian date. */
function julianDay(year: number, month: number, day: number): number {
  return Math.floor(Date.UTC(year, month - 1, day) / 86_400_000) + 2_440_588
}
const isoDate = (julian: number): string => new Date((julian - 2_440_588) * 86_400_000).toISOString().slice(0, 10)

/** The day, in Vietnam, of the k-th new moon after 1 January 1900. */
function newMoonDay(k: number): number {
  const t = k / 1236.85
  const dr = radians
  const mean =
    2415020.75933 +
    29.53058868 * k +
    0.0001178 * t * t -
    0.000000155 * t ** 3 +
    0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t * t) * dr)
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t * t - 0.00000347 * t ** 3
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t * t + 0.00001236 * t ** 3
  const node = 21.2964 + 390.67050646 * k - 0.0016528 * t * t - 0.00000239 * t ** 3
  const correction =
    (0.1734 - 0.000393 * t) * Math.sin(sun * dr) +
    0.0021 * Math.sin(2 * dr * sun) -
    0.4068 * Math.sin(moon * dr) +
    0.0161 * Math.sin(2 * dr * moon) -
    0.0004 * Math.sin(3 * dr * moon) +
    0.0104 * Math.sin(2 * dr * node) -
    0.0051 * Math.sin(dr * (sun + moon)) -
    0.0074 * Math.sin(dr * (sun - moon)) +
    0.0004 * Math.sin(dr * (2 * node + sun)) -
    0.0004 * Math.sin(dr * (2 * node - sun)) -
    0.0006 * Math.sin(dr * (2 * node + moon)) +
    0.001 * Math.sin(dr * (2 * node - moon)) +
    0.0005 * Math.sin(dr * (2 * moon + sun))
  const dynamical =
    t < -11
      ? 0.001 + 0.000839 * t + 0.0002261 * t * t - 0.00000845 * t ** 3
      : -0.000278 + 0.000265 * t + 0.000262 * t * t
  return Math.floor(mean + correction - dynamical + 0.5 + zone)
}

/** In which twelfth of its way the sun stands at the beginning of a day in Vietnam: 0 from the spring equinox, 9 from the winter solstice. */
function sunTwelfth(julian: number): number {
  const t = (julian - 2451545.5 - zone) / 36525
  const mean = 357.5291 + 35999.0503 * t - 0.0001559 * t * t - 0.00000048 * t ** 3
  const longitude =
    280.46645 +
    36000.76983 * t +
    0.0003032 * t * t +
    (1.9146 - 0.004817 * t - 0.000014 * t * t) * Math.sin(radians * mean) +
    (0.019993 - 0.000101 * t) * Math.sin(radians * 2 * mean) +
    0.00029 * Math.sin(radians * 3 * mean)
  const turned = (longitude * radians) % (2 * Math.PI)
  return Math.floor(((turned < 0 ? turned + 2 * Math.PI : turned) / Math.PI) * 6)
}

const moonsSince1900 = (julian: number): number => Math.floor((julian - 2415021.076998695) / 29.530588853)

/** The day on which the eleventh lunar month of a solar year begins. */
function eleventhMonth(year: number): number {
  const k = moonsSince1900(julianDay(year, 12, 31))
  const begins = newMoonDay(k)
  return sunTwelfth(begins) >= 9 ? newMoonDay(k - 1) : begins
}

/** How many months after the eleventh the repeated one comes. */
function leapOffset(eleventh: number): number {
  const k = Math.floor(0.5 + (eleventh - 2415021.076998695) / 29.530588853)
  let last: number
  let i = 1
  let arc = sunTwelfth(newMoonDay(k + i))
  do {
    last = arc
    i += 1
    arc = sunTwelfth(newMoonDay(k + i))
  } while (arc !== last && i < 14)
  return i - 1
}

/** The Gregorian date (YYYY-MM-DD) of a day of an ordinary lunar month; for example day 1, month 1 is Tết. */
export function fromLunar(day: number, month: number, year: number): string {
  const [before, after] =
    month < 11 ? [eleventhMonth(year - 1), eleventhMonth(year)] : [eleventhMonth(year), eleventhMonth(year + 1)]
  const k = Math.floor(0.5 + (before - 2415021.076998695) / 29.530588853)
  let offset = month - 11
  if (offset < 0) offset += 12
  if (after - before > 365 && offset >= leapOffset(before)) offset += 1
  return isoDate(newMoonDay(k + offset) + day - 1)
}
