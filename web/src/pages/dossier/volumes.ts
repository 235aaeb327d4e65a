import type { Schemas } from '@/api/client'
import { worded } from '@/i18n'

export type Volume = Schemas['DossierVolume']
export type VolumeState = 'current' | 'stale' | 'unbuilt'
export const kVolumeStates: readonly VolumeState[] = ['stale', 'current', 'unbuilt']

export function stateOf(volume: Volume): VolumeState {
  if (!volume.is_built) return 'unbuilt'
  return volume.is_stale ? 'stale' : 'current'
}
// "A08 城区空气质量" beside its number.
export function nameOf(volume: Volume): string {
  const title = worded(volume.title, volume.title_en)
  return title.startsWith(`${volume.id} `) ? title.slice(volume.id.length + 1) : title
}
export function countOf(volumes: readonly Volume[], state: VolumeState): number {
  return volumes.filter((each) => stateOf(each) === state).length
}

// Whole minutes and seconds, as a clock on the table would be read.
export function minutesOf(seconds: number): { minutes: number; seconds: number } {
  const whole = Math.max(0, Math.floor(seconds))
  return { minutes: Math.floor(whole / 60), seconds: whole % 60 }
}
