/** What builds the executables, and the other runtime of the package that is tried: fetched by npm, no dependency. */

export const bunVersion = "1.4.5";
