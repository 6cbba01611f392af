/** Milliseconds of processor that this process has used: what a hostile input costs, however busy the machine is. */
export const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
