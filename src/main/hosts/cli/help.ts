/** What `nexus --help` prints. */
export const HELP = `nexus: examine money, offline

Files (no vault needed)
  nexus inspect FILE                     what the reader understands: format, accounts, movements, balances, problems
        [--explain] [--clean OUT.csv]      say why; write the table it understood as plain CSV
  nexus match LEFT.csv RIGHT.csv         pair the rows of two tables, with confidence
        [--id COLUMN] [--threshold N]      column with the rows' names; least confidence, 0 to 100
  nexus score FILE.csv [--label COLUMN]  risk 0 to 100 for each row, with reasons
        [--seed N]

Vault
  nexus vault create DIR [--name NAME] [--user NAME] [--role ROLE]
  nexus vault info DIR                   state, users, last opened; asks for nothing
  nexus vault verify DIR                 check every page, sealed file and audit record

Cases (all take --vault DIR, and --case NAME where the vault holds several)
  nexus case list | create NAME [--currency GBP] [--reference TEXT] | sample
  nexus import FILE|DIR... --kind bank|ledger|payments [--name NAME] [--account ACCOUNT]
  nexus reconcile [--left IDS] [--right IDS] [--tolerance MINOR] [--window DAYS] [--threshold N]
  nexus anomalies [--seed N] [--top N]
  nexus export --out FILE [--format xlsx|csv|pdf|json]
        [--subject reconciliation|flags|transactions|audit|quality|certificate|rejected] [--source NUMBER]
  nexus audit verify

Everywhere
  --json                 one JSON object on standard output
  --passphrase-fd N      read the passphrase from file descriptor N (else it is asked for; never from arguments)
  --keyring              unlock with the key in the keyring of this computer
  --help, --version

Exit codes: 0 done; 1 could not be done; 2 not understood; 3 done, and something does not hold or the file has errors;
4 the vault could not be unlocked.`;
