import type { InputRule, ModelDocument } from '../src/model/document.ts';
import { zhu } from './model/zhu-2025.ts';

/** A hospital's own model: every window of its inputs moves along with the moment. */
export function movingModel(): ModelDocument {
  const rules: Readonly<Record<string, InputRule>> = {
    gwr: { select: 'latest', concepts: ['gwr'], window: { anchor: 'moment', from: -30, to: -3 } },
    'stroke-history': {
      select: 'exposed',
      concepts: ['heparin'],
      window: { anchor: 'moment', from: -5 },
    },
    'ffp-units': { select: 'total', concepts: ['plasma'], window: { anchor: 'moment', from: -12 } },
    'platelets-lowest': {
      select: 'lowest',
      concepts: ['platelets'],
      window: { anchor: 'moment', from: -20 },
    },
  };
  const model = zhu();
  const inputs = model.inputs.map((input) => ({ ...input, rule: rules[input.id] ?? input.rule }));
  return { ...model, inputs };
}

/** A hospital's own model: of the first hours of support, and of all that came before. */
export function earlyModel(): ModelDocument {
  const model = zhu();
  const inputs = model.inputs.map((input) => {
    const { rule, id } = input;
    if (id === 'gwr') {
      return {
        ...input,
        rule: { ...rule, select: 'highest' as const, window: { anchor: 'moment' as const } },
      };
    }
    if (id !== 'platelets-lowest') return input;
    return {
      ...input,
      rule: { ...rule, window: { anchor: 'ecmo-start' as const, from: -6, to: 12 } },
    };
  });
  return { ...model, inputs };
}
