import { describe, expect, test } from 'vitest';
import { isoOfDay } from '../../../../shared/calendar.ts';
import { orderOfFormat, QifDates, readQifDate } from './dates.ts';

const decide = (texts: readonly string[], told?: string) => {
  const dates = new QifDates();
  for (const text of texts) dates.add(text);
  return dates.decide(told);
};

describe('one date', () => {
  test.each([
    ["12/19'18", 'mdy', '2018-12-19'],
    [' 1/ 9/24'.trim(), 'mdy', '2024-01-09'],
    [' 1/ 9/24'.trim(), 'dmy', '2024-09-01'],
    ['2018-12-19', 'dmy', '2018-12-19'],
    ['19.12.18', 'dmy', '2018-12-19'],
    ["28.02'2009", 'dmy', '2009-02-28'],
    ["1/ 1'00", 'mdy', '2000-01-01'],
    ["8/ 1'7", 'mdy', '2007-08-01'],
    ['8/25/93', 'mdy', '1993-08-25'],
    ['20240131', 'mdy', '2024-01-31'],
    ['31 Jan 2024', 'mdy', '2024-01-31'],
    ['24/01/31', 'ymd', '2024-01-31'],
    ['13/13/2024', 'dmy', ''],
    ['31/02/2024', 'dmy', ''],
    ['12/19', 'mdy', ''],
    ['', 'dmy', ''],
  ] as const)('%s as %s', (text, order, iso) => expect(isoOfDay(readQifDate(text, order))).toBe(iso));

  test('the order of a format', () => {
    expect(['MM/dd/yy', 'dd.MM.yyyy', 'yyyy-MM-dd', 'yy/MM/dd'].map(orderOfFormat)).toEqual(['mdy', 'dmy', 'ymd', 'ymd']);
  });
});

describe('the order of a file', () => {
  test('one date above 12 anywhere decides for all', () => {
    expect(decide(['03/04/2024', '05/06/2024', '07/13/2024'])).toMatchObject({ order: 'mdy', format: 'MM/dd/yyyy', question: null });
    expect(decide(['03.04.24', '13.06.24'])).toMatchObject({ order: 'dmy', format: 'dd.MM.yy', confidence: 98 });
    expect(decide(['18/12/31', '18/11/30', '18/10/29'])).toMatchObject({ order: 'ymd' });
  });

  test('nothing decides: asked, with both readings', () => {
    const { question, confidence } = decide(["03/04'24", "05/06'24"]);
    expect(confidence).toBe(40);
    expect(question).toMatchObject({
      code: 'date-order',
      choices: [
        { example: "03/04'24 is 2024-04-03", patch: { dateFormat: 'dd/MM/yy' } },
        { example: "03/04'24 is 2024-03-04", patch: { dateFormat: 'MM/dd/yy' } },
      ],
    });
  });

  test('both orders read 5/5, and a date that shows its order needs no question', () => {
    expect(decide(['05/05/2024', '06/06/2024']).question).toBeNull();
    expect(decide(['2024-03-04', '2024-05-06'])).toMatchObject({ format: 'yyyy-MM-dd', question: null });
  });

  test('order of time is a weaker reason, account by account', () => {
    const dates = new QifDates();
    for (const day of ['01/02/24', '02/02/24', '05/02/24', '09/02/24', '01/03/24']) dates.add(day);
    expect(dates.decide(undefined)).toMatchObject({ order: 'dmy', confidence: 85, question: null });
    dates.section();
    for (const day of ['12/01/24', '11/01/24', '02/01/24']) dates.add(day);
    expect(dates.decide(undefined)).toMatchObject({ order: 'dmy', confidence: 85 });
    dates.add('07/01/24');
    expect(dates.decide(undefined).confidence).not.toBe(98);
  });

  test('damaged dates outvote nothing; two that exclude each other are asked', () => {
    expect(decide(['01/13/24', '02/14/24', '03/15/24', '04/16/24', '17/05/24'])).toMatchObject({ order: 'mdy', confidence: 85 });
    expect(decide(['01/13/24', '13/01/24', '02/03/24']).question).not.toBeNull();
  });

  test('told or stated by the file', () => {
    expect(decide(['03/04/24'], 'MM/dd/yy')).toMatchObject({ order: 'mdy', confidence: 100, question: null });
    const dates = new QifDates();
    dates.add('03/04/24');
    dates.stated = 'mdy';
    expect(dates.decide(undefined)).toMatchObject({ order: 'mdy', confidence: 100, question: null });
  });
});
