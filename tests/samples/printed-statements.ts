/** Made-up statements in the layouts of different countries, for the tests of this folder and of its PDF neighbour. */

export interface Sample {
  readonly name: string;
  readonly text: string;
  /** `date amount` in minor units, in file order; one list per statement. */
  readonly rows: readonly (readonly string[])[];
  /** Opening and closing of each statement in minor units. */
  readonly balances: readonly (readonly [number, number])[];
}

export const SAMPLES: readonly Sample[] = [
  {
    name: 'debit and credit marks S and H, dates without a year',
    text: `Beispielbank eG   Kontoauszug Nr. 1/2023   erstellt am 31.01.2023
IBAN: DE02 1203 0000 0000 2020 51
Bu-Tag Wert Vorgang
alter Kontostand vom 30.12.2022   1.000,00 H
30.12. 02.01. Basislastschrift 20,00 S
 Stadtwerke Musterort
 Vertrag 77 vom 28.12.2022
31.01. 31.01. Gutschrift 1.250,50 H
 neuer Kontostand vom 31.01.2023 2.230,50 H
`,
    rows: [['2022-12-30 -2000', '2023-01-31 125050']],
    balances: [[100_000, 223_050]],
  },
  {
    name: 'amounts on the line above their date',
    text: `Musterkasse   Kontoauszug 2/2024 Seite 1 von 1
Girokonto 1234567
Datum Text Betrag Soll EUR Betrag Haben EUR
            500,00
 Kontostand am 31.01.2024, Auszug Nr. 1
            -19,90
05.02.2024 Kartenzahlung
Laden 12
            100,00
06.02.2024 Zahlungseingang
            580,10
 Kontostand am 29.02.2024 um 18:00 Uhr
`,
    rows: [['2024-02-05 -1990', '2024-02-06 10000']],
    balances: [[50_000, 58_010]],
  },
  {
    name: 'columns of money in and out with a balance on some lines',
    text: `Example Bank                     Your account statement      Page 1 of 1
Account number 12345678          28 December 2022 to 27 January 2023
Date        Description              Money in (£)   Money out (£)   Balance (£)
28 Dec 22   OPENING BALANCE                                            1,204.55
29 Dec 22   STORE 2041                                    45.20        1,159.35
30 Dec 22   ACME LTD                     2,100.00                      3,259.35
03 Jan 23   COUNCIL                                      132.00
            REF 5551 PAYMENT
03 Jan 23   MUSIC                                          9.99        3,117.36
27 Jan 23   CLOSING BALANCE                                            3,117.36
`,
    rows: [['2022-12-29 -4520', '2022-12-30 210000', '2023-01-03 -13200', '2023-01-03 -999']],
    balances: [[120_455, 311_736]],
  },
  {
    name: 'sections of deposits and withdrawals, month first, daily balances',
    text: `SAMPLE BANK, N.A.
December 08, 2023 through January 08, 2024
Account Number: 000000123456789
Beginning Balance $1,500.25
Ending Balance $3,829.70
DEPOSITS AND ADDITIONS
DATE DESCRIPTION AMOUNT
12/15 Acme Corp PPD ID: 123456 $2,300.00
01/02 Zelle From Bob 50.00
Total Deposits and Additions $2,350.00
ATM & DEBIT CARD WITHDRAWALS
DATE DESCRIPTION AMOUNT
01/03 Main St 01/03 20.55
Total ATM & Debit Card Withdrawals $20.55
DAILY ENDING BALANCE
12/15 3,800.25
01/03 3,829.70
`,
    rows: [['2023-12-15 230000', '2024-01-02 5000', '2024-01-03 -2055']],
    balances: [[150_025, 382_970]],
  },
  {
    name: 'French columns without signs',
    text: `RELEVE DE COMPTE du 01/03/2024 au 31/03/2024
IBAN FR76 1234 5678 9000 0123 4567 845
Date    Date valeur   Libellé                    Débit        Crédit
                      ANCIEN SOLDE AU 29/02/2024            1 250,40
01.03   01.03   EDF                              85,20
04.03   04.03   MARTIN                                       300,00
                MOTIF LOYER
12.03   12.03   CARREFOUR                        64,15
                NOUVEAU SOLDE AU 31/03/2024                 1 401,05
`,
    rows: [['2024-03-01 -8520', '2024-03-04 30000', '2024-03-12 -6415']],
    balances: [[125_040, 140_105]],
  },
  {
    name: 'Dutch af and bij, balances in the head',
    text: `Voorbeeldbank Rekeningafschrift  Datum vanaf 01-02-2024 tot 29-02-2024
Rekeningnummer NL91 ABNA 0417 1643 00 EUR
Beginsaldo 1.000,00 CR
Eindsaldo 1.365,50 CR
Datum  Omschrijving                     Bedrag af       Bedrag bij
02-02  Winkel UTRECHT                       34,50
05-02  Werkgever BV                                         500,00
19-02  Verhuurder                          100,00
`,
    rows: [['2024-02-02 -3450', '2024-02-05 50000', '2024-02-19 -10000']],
    balances: [[100_000, 136_550]],
  },
  {
    name: 'Spanish with a running balance',
    text: `BANCO EJEMPLO  Extracto de cuenta ES91 2100 0418 4502 0005 1332  Periodo 01/05/2024 - 31/05/2024  Divisa: EUR
F.OPER.   F.VALOR    CONCEPTO                       IMPORTE        SALDO
                     SALDO ANTERIOR                               2.000,00
02/05     02/05      TIENDA                           45,10       1.954,90
15/05     15/05      EMPRESA SL                    1.500,00       3.454,90
20/05     19/05      LUZ                              60,25       3.394,65
                     SALDO FINAL                                  3.394,65
`,
    rows: [['2024-05-02 -4510', '2024-05-15 150000', '2024-05-20 -6025']],
    balances: [[200_000, 339_465]],
  },
  {
    name: 'Italian words only',
    text: `ESTRATTO CONTO dal 01/01/2024 al 31/03/2024
IBAN IT60 X054 2811 1010 0000 0123 456
Data operazione Data valuta Descrizione Addebiti Accrediti
SALDO INIZIALE AL 01.01.2024 500,00
05.01.2024 05.01.2024 BONIFICO A VOSTRO FAVORE DA ROSSI 200,00
10.01.2024 10.01.2024 PAGAMENTO POS MERCATO 80,00
31.03.2024 31.03.2024 CANONE MENSILE CONTO 6,00
SALDO FINALE AL 31.03.2024 614,00
`,
    rows: [['2024-01-05 20000', '2024-01-10 -8000', '2024-03-31 -600']],
    balances: [[50_000, 61_400]],
  },
  {
    name: 'a credit card: what is printed positive is owed',
    text: `Example VISA credit card statement
Payment Due Date: 02/15/24   Minimum Payment Due: $35.00
Previous Balance $210.00
New Balance $332.10
Opening/Closing Date 12/20/23 - 01/19/24
Date Description Amount
01/05 Payment Thank You -210.00
12/22 BOOKS WA 32.10
01/11 AIRLINE 0061234 300.00
`,
    rows: [['2024-01-05 21000', '2023-12-22 -3210', '2024-01-11 -30000']],
    balances: [[-21_000, -33_210]],
  },
  {
    name: 'dates printed once, blanks between thousands',
    text: `Beispielpost  Kontoauszug 01.04.2015 - 30.04.2015  Seite: 1 / 1
IBAN CH93 0076 2011 6238 5295 7   CHF
Datum Text Gutschrift Lastschrift Valuta Saldo
31.03.15 Kontostand 10 000.00
01.04.15 EINKAUF 250.00 01.04.15 9 750.00
02.04.15 EINKAUF 1 000.00 02.04.15
ZAHLUNG NR 122 350.00 02.04.15 8 400.00
03.04.15 EINGANG 122 250.00 03.04.15 8 650.00
30.04.15 Kontostand 8 650.00
`,
    rows: [['2015-04-01 -25000', '2015-04-02 -100000', '2015-04-02 -35000', '2015-04-03 25000']],
    balances: [[1_000_000, 865_000]],
  },
  {
    name: 'two accounts in one file',
    text: `Account: 111111  Savings  Currency: EUR
Opening balance 100.00
13/04/2024 Deposit 50.00
23/04/2024 Withdrawal 20.00
Closing balance 130.00
Account: 222222  Current  Currency: EUR
Opening balance 10.00
15/04/2024 Payment received 5.00
Closing balance 15.00
`,
    rows: [['2024-04-13 5000', '2024-04-23 -2000'], ['2024-04-15 500']],
    balances: [
      [10_000, 13_000],
      [1_000, 1_500],
    ],
  },
];
