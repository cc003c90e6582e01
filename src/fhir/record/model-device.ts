import type { Device } from 'fhir/r4';
import type { Conclusion } from './conclusion.ts';
import { hashSystem } from './canonical.ts';

/** The contained Device's id; `#model` refers to it. */
export const modelDeviceId = 'model';

/** The model as a Device, as HL7's AI transparency guide describes an AI: which one, which version, and exactly which numbers. */
export function composeModelDevice({ model, software }: Conclusion): Device {
  return {
    resourceType: 'Device',
    id: modelDeviceId,
    identifier: [{ system: hashSystem, value: model.sha256 }],
    status: 'active',
    deviceName: [{ name: model.title, type: 'user-friendly-name' }],
    type: { text: 'Software: logistic regression model for prognosis' },
    version: [
      { type: { text: 'model' }, value: `${model.id} ${model.version}` },
      { type: { text: 'software' }, value: `${software.name} ${software.version}` },
    ],
    note: [{ text: `Status: ${model.status}. ${model.citation}` }],
  };
}
