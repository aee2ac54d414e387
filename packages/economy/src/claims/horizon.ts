/** Months of a run from September 2024 to the end of 2025, of which claims speak. */
export const monthsTo2026 = 16;
