/**
 * The securityContext of a container of ours that needs nothing of its node: neither root, nor a capability, nor a file that
 * it could write. The documents' own workloads are left as the documents have them.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const lockedDown = {
  runAsNonRoot: true,
  runAsUser: 65534,
  runAsGroup: 65534,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};
