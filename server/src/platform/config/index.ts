export { hidden, type PartnersDoor, readSettings, SettingError, type Settings } from './settings.ts'
