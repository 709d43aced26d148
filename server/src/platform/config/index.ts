export { hidden, readSettings, SettingError, type Settings } from './settings.ts'
