import { describe, expect, it } from 'vitest';
import type { Codebook, Concept } from '../../../src/clinical/codebook.ts';
import {
  anticoagulantConcepts,
  assessAnticoagulation,
} from '../../../src/clinical/context/anticoagulation.ts';
import { momentAt } from '../../../src/clinical/moment.ts';
import { given, hour, measured } from './known-events.ts';

const agents = ['heparin', 'bivalirudin'];
const rate = (value: number) => ({ rate: { value, unit: '[IU]/h' } });
const until = (hours: number) => ({ end: momentAt(hour(hours)) });

describe('an anticoagulant infusion at a moment', () => {
  it('runs since the first of an unbroken row of rates, at the last rate', () => {
    const known = [
      given('heparin', 6, rate(900)),
      given('heparin', 2, rate(1000)),
      given('heparin', 10, rate(800)),
    ];
    expect(assessAnticoagulation(known, agents, hour(12)).infusions).toEqual([
      {
        concept: 'heparin',
        state: 'running',
        since: momentAt(hour(2)),
        last: known[2],
        rate: { value: 800, unit: '[IU]/h' },
        hoursSinceStated: 2,
        sources: [known[2]?.source.reference],
      },
    ]);
    expect(assessAnticoagulation(known, agents, hour(7)).infusions[0]?.rate?.value).toBe(900);
  });

  it('is paused while the last rate is zero, and a restart counts from then', () => {
    const known = [given('heparin', 0, rate(900)), given('heparin', 4, rate(0))];
    const [paused] = assessAnticoagulation(known, agents, hour(5)).infusions;
    expect(paused).toMatchObject({ state: 'paused', since: momentAt(hour(4)) });
    expect(paused).not.toHaveProperty('rate');
    const restarted = [...known, given('heparin', 8, rate(500))];
    expect(assessAnticoagulation(restarted, agents, hour(9)).infusions[0]).toMatchObject({
      state: 'running',
      since: momentAt(hour(8)),
    });
  });

  it('stands paused since the first of several zero rates, and runs since the first row after a pause', () => {
    const known = [
      given('heparin', 0, rate(900)),
      given('heparin', 4, rate(0)),
      given('heparin', 5, rate(0)),
      given('heparin', 8),
      given('heparin', 9, rate(700)),
    ];
    expect(assessAnticoagulation(known.slice(0, 3), agents, hour(6)).infusions[0]).toMatchObject({
      state: 'paused',
      since: momentAt(hour(4)),
    });
    expect(assessAnticoagulation(known, agents, hour(9)).infusions[0]).toMatchObject({
      state: 'running',
      since: momentAt(hour(8)),
      rate: { value: 700 },
    });
  });

  it('is stopped from the very moment its period ends, and running from the moment it starts', () => {
    const known = [given('heparin', 2, { ...rate(900), ...until(6) })];
    expect(assessAnticoagulation(known, agents, hour(6)).infusions[0]?.state).toBe('stopped');
    expect(assessAnticoagulation(known, agents, hour(2)).infusions[0]?.state).toBe('running');
    expect(assessAnticoagulation(known, agents, hour(1.9)).infusions).toEqual([]);
  });

  it('is made of what was given, not of levels or of other drugs', () => {
    const known = [measured('heparin', 1, 0.3, '[IU]/mL'), given('nadroparin', 1)];
    expect(assessAnticoagulation(known, agents, hour(2))).toEqual({
      infusions: [],
      doses: [],
      notSystemic: [],
    });
    const bolus = given('nadroparin', 1, { use: 'bolus' });
    expect(assessAnticoagulation([bolus], agents, hour(2)).doses).toEqual([]);
  });

  it('stops at the end of its last period; a gap between periods is a restart', () => {
    const known = [
      given('heparin', 0, { ...rate(900), ...until(4) }),
      given('heparin', 6, { ...rate(700), ...until(10) }),
    ];
    expect(assessAnticoagulation(known, agents, hour(8)).infusions[0]).toMatchObject({
      state: 'running',
      since: momentAt(hour(6)),
      hoursSinceStated: 2,
    });
    const [stopped] = assessAnticoagulation(known, agents, hour(13)).infusions;
    expect(stopped).toMatchObject({
      state: 'stopped',
      since: momentAt(hour(10)),
      hoursSinceStated: 3,
    });
    expect(stopped).not.toHaveProperty('rate');
  });

  it('periods that touch are one infusion', () => {
    const known = [
      given('heparin', 0, { ...rate(900), ...until(4) }),
      given('heparin', 4, { ...rate(700), ...until(10) }),
    ];
    expect(assessAnticoagulation(known, agents, hour(8)).infusions[0]?.since).toEqual(
      momentAt(hour(0)),
    );
  });

  it('is stale when nothing was stated for more than a day and no end is given', () => {
    const known = [given('heparin', 0, rate(900))];
    expect(assessAnticoagulation(known, agents, hour(24)).infusions[0]?.state).toBe('running');
    const [stale] = assessAnticoagulation(known, agents, hour(24.1)).infusions;
    expect(stale).toMatchObject({ state: 'stale', rate: { value: 900 } });
    const period = [given('heparin', 0, { ...rate(900), ...until(100) })];
    expect(assessAnticoagulation(period, agents, hour(50)).infusions[0]?.state).toBe('running');
  });

  it('is known without a rate, one per agent, and never before it starts', () => {
    const known = [
      given('bivalirudin', 3),
      given('heparin', 1),
      given('aspirin', 1),
      given('heparin', 9, rate(5)),
    ];
    const { infusions } = assessAnticoagulation(known, agents, hour(4));
    expect(infusions.map(({ concept, state }) => [concept, state])).toEqual([
      ['heparin', 'running'],
      ['bivalirudin', 'running'],
    ]);
    expect(infusions[0]).not.toHaveProperty('rate');
  });

  it('nothing recorded says nothing', () => {
    expect(assessAnticoagulation([], agents, hour(4))).toEqual({
      infusions: [],
      doses: [],
      notSystemic: [],
    });
  });
});

const dose = (
  hours: number,
  use: 'bolus' | 'prophylaxis' | 'unknown' | 'flush' | 'lock' | 'circuit',
) => given('heparin', hours, { use });

describe('doses of the last day', () => {
  it('stand newest first, with flushes, locks and circuit use apart', () => {
    const [bolus, prophylaxis, unknown, flush, lock, circuit, old] = [
      dose(30, 'bolus'),
      dose(40, 'prophylaxis'),
      dose(35, 'unknown'),
      dose(31, 'flush'),
      dose(45, 'lock'),
      dose(41, 'circuit'),
      dose(24, 'bolus'),
    ];
    const known = [bolus, prophylaxis, unknown, flush, lock, circuit, old];
    const { infusions, doses, notSystemic } = assessAnticoagulation(known, agents, hour(48));
    expect(infusions).toEqual([]);
    expect(doses).toEqual([prophylaxis, unknown, bolus]);
    expect(notSystemic).toEqual([lock, circuit, flush]);
  });
});

const concept = (id: string, facets: Record<string, string>): [string, Concept] => [
  id,
  { id, title: id, kind: 'given', resources: [], facets, codes: [] },
];

it('the agents are the concepts whose value set says anticoagulant', () => {
  const concepts = new Map([
    concept('heparin', { class: 'anticoagulant' }),
    concept('plasma', { class: 'blood-product' }),
    concept('warfarin', { class: 'anticoagulant' }),
    concept('aptt', {}),
  ]);
  expect(anticoagulantConcepts({ concepts } as unknown as Codebook)).toEqual([
    'heparin',
    'warfarin',
  ]);
});
