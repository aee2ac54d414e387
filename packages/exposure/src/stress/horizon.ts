/** Months within which the verdict is given, cut to the run's length. */
export const verdictMonths = 24;
