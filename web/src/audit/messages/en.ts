import type vi from './vi.ts'

export default {
  place: 'Audit',
  checkpoints: 'Checkpoints of the trail',
  checkpointsWhy:
    'Every five minutes the program signs a checkpoint over the trails of all agencies. Download one and keep it where the operator of the database cannot write: whoever alters, removes, adds or reorders sealed events is found by comparing.',
  checkpointsEmpty: 'No checkpoint yet. The first is signed within five minutes of the first act.',
  number: 'Number',
  signedAt: 'Signed at',
  covered: 'Events of the agency',
  root: 'Merkle root',
  key: 'Key',
  download: 'Download',
} satisfies Record<keyof typeof vi, string>
