/** Commands that bring a workspace's port to the own machine, for who may use the workspace, whatever is shared. */

export interface TunnelPlace {
  readonly owner: string;
  readonly workspace: string;
  readonly agent: string;
}

/** The forwards as `--tcp` takes them. */
export function portForwardCommand({ owner, workspace, agent }: TunnelPlace, forward: string): string {
  return `coder port-forward ${owner}/${workspace}.${agent} --tcp ${forward}`;
}

/** The host is what `coder config-ssh` resolves, for other people's workspaces, too. */
export function sshCommand({ owner, workspace, agent }: TunnelPlace, forward: string): string {
  return `ssh -L ${forward} coder.${owner}--${workspace}--${agent}`;
}
