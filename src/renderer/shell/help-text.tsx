import { t } from '../text/t.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import styles from './help-text.module.css';

interface Section {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The texts of the help. Plain sentences that hold for this version; a promise of a later one has no place here. */
export function HelpText() {
  return (
    <div className={styles['help']} tabIndex={0} role="group" aria-label={t('Help texts')}>
      <section className={styles['wide']}>
        <h3>{t('The screens')}</h3>
        <dl className={styles['screens']}>
          {screens().map((screen) => (
            <div key={screen.name}>
              <dt>
                {screen.name} {screen.keys ? <KeyHint binding={screen.keys} /> : null}
              </dt>
              <dd>{screen.text}</dd>
            </div>
          ))}
        </dl>
      </section>
      {sections().map((section) => (
        <section key={section.id}>
          <h3>{section.title}</h3>
          {section.paragraphs.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      ))}
    </div>
  );
}

function screens(): { name: string; keys?: string; text: string }[] {
  return [
    {
      name: t('Home'),
      keys: 'g h',
      text: t('Where the case stands: headline figures, what is open, which months the files cover. Every figure opens its list.'),
    },
    {
      name: t('Data'),
      keys: 'g d',
      text: t(
        'The files and their rows. Each row leads to its line, its cell or its place on the page in the file as it came; each file shows its statements, its problems and whether its balances prove it.',
      ),
    },
    {
      name: t('Import'),
      text: t(
        'Takes files and folders: CSV, spreadsheets, OFX, QIF, MT940, MT942, CAMT, BAI2, ACH, printed statements and PDFs with text, told by their content. Seals each, shows how it is read and why, asks where a person must decide, and stores all of its rows or none. Undo takes a whole import out again.',
      ),
    },
    {
      name: t('Standardise'),
      keys: 'g n',
      text: t(
        'Brings the spellings of one vendor together, maps categories to one chart and applies your rules. Each change lies on top of the value in the file, says what made it, and can be undone.',
      ),
    },
    {
      name: t('Reconcile'),
      keys: 'g r',
      text: t(
        'Suggested pairs of two sides with their score. Accept, reject or pair by hand; what is left over is sorted by likely cause.',
      ),
    },
    {
      name: t('Flags'),
      keys: 'g f',
      text: t('Transactions in the order of their risk, with the reasons and the rows behind each. You record what you found.'),
    },
    {
      name: t('Audit log'),
      keys: 'g a',
      text: t('Who did what and when, in a chain that shows if an entry was altered, dropped or moved.'),
    },
  ];
}

function sections(): Section[] {
  return [
    {
      id: 'score',
      title: t('How the score of a match is made'),
      paragraphs: [
        t(
          'Reference, amount, description, date and counterparty of two rows are compared, and rows that would fit as well count against a pair. Each part adds or takes points; together they are exactly the score of 0 to 100 that is shown.',
        ),
        t(
          'Pairs are chosen for both sides as a whole, so that a row goes to where it fits best and not to who came first. A score is a measure of likeness, not a probability, and a pair counts as accepted only when a person accepts it.',
        ),
      ],
    },
    {
      id: 'risk',
      title: t('How the risk of a transaction is made'),
      paragraphs: [
        t(
          'Named rules look for repeats, amounts far from what is usual for a counterparty or category, splits under a limit and unusual times; statistical models add how far a row stands apart from the rest of its case. The reasons carry the points.',
        ),
        t(
          'A risk says what to look at first. It is no finding and says nothing about a person. The same rows with the same seed always give the same figures.',
        ),
      ],
    },
    {
      id: 'vault',
      title: t('What the vault protects'),
      paragraphs: [
        t(
          'Databases and files are encrypted with AES-256 and authenticated; the key is opened by your passphrase through Argon2id, by the recovery code, or by this computer’s keyring if you allowed it. Only exports that you ask for are written outside it, and the program itself sends nothing anywhere.',
        ),
        t('Locking wipes the keys and empties the page. A task that was running is cleared and runs again after the next unlock.'),
      ],
    },
    {
      id: 'limits',
      title: t('What it does not protect'),
      paragraphs: [
        t(
          'Whoever controls this computer while the vault is unlocked can see what you see. Exported files are not encrypted. Roles are kept by the program, not by separate keys. A passphrase that can be guessed can be guessed.',
        ),
        t('Without the passphrase and the recovery code nobody can open the vault. There is no other way in.'),
      ],
    },
    {
      id: 'check',
      title: t('How somebody else can check'),
      paragraphs: [
        t(
          'Compare the SHA-256 of the original file with the one on Data and on every export: the same 64 characters mean the same bytes. On Linux “sha256sum FILE”, on macOS “shasum -a 256 FILE”, on Windows “certutil -hashfile FILE SHA256”.',
        ),
        t(
          'Verify on the audit log checks the chain against the records it speaks of; “nexus audit verify” and “nexus vault verify” do the same without this window. A case database opens in SQLCipher 4 with its own key.',
        ),
      ],
    },
    {
      id: 'keys',
      title: t('Keyboard'),
      paragraphs: [
        t(
          'Ctrl K finds every command by name, and ? lists the keys of the view you are in. F6 goes from pane to pane, F8 shows or hides details, Ctrl L locks. On macOS Cmd takes the place of Ctrl.',
        ),
        t('In queues J and K go down and up, A accepts, R rejects, E explains a flag, and Ctrl Z takes the last answer back.'),
      ],
    },
  ];
}
