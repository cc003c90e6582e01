/** Thrown where the code of a part of the page could not be loaded. */
export class PartNotLoaded extends Error {}
