/** Arguments of the scripts that take files by their places. */

/** The arguments; where one is an option, or their number is another, the usage, and the process ends. */
export function operands(usage, least, most = least) {
  const given = process.argv.slice(2);
  if (given.length >= least && given.length <= most && !given.some((one) => one.startsWith("-"))) return given;
  console.error(`usage: ${usage}`);
  return process.exit(2);
}
