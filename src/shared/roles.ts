/** Who may do what. One row per permission; the contract names the permission of each command. */
export const ROLES = ['examiner', 'prosecutor', 'judge', 'executive', 'compliance', 'auditor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  examiner: 'Financial examiner',
  prosecutor: 'Prosecutor',
  judge: 'Judge',
  executive: 'Executive',
  compliance: 'Compliance officer',
  auditor: 'Auditor',
  administrator: 'Administrator',
};

/** `anyone`: also before the vault is unlocked. `signed-in`: any user of the unlocked vault. */
const EVERYONE = ROLES;
export const PERMISSIONS = {
  anyone: EVERYONE,
  'signed-in': EVERYONE,
  'vault.manage': ['administrator', 'examiner'],
  'users.manage': ['administrator'],
  'case.read': ['examiner', 'prosecutor', 'executive', 'compliance', 'auditor', 'administrator'],
  'case.create': ['examiner', 'administrator'],
  'data.read': ['examiner', 'prosecutor', 'compliance', 'auditor', 'administrator'],
  'data.import': ['examiner', 'administrator'],
  'data.standardise': ['examiner', 'compliance', 'administrator'],
  'match.decide': ['examiner', 'administrator'],
  'analysis.run': ['examiner', 'compliance', 'administrator'],
  'flag.decide': ['examiner', 'compliance', 'administrator'],
  'audit.read': ['examiner', 'compliance', 'auditor', 'administrator'],
  'report.export': ['examiner', 'prosecutor', 'compliance', 'auditor', 'administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role holds a permission. Unknown pairs are refused: the table is the whole truth. */
export function may(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
