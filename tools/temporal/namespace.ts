// gRPC's ALREADY_EXISTS.
const alreadyExists = 6;

/** Makes a namespace that keeps finished workflows for 30 days; one that exists is left as it is. */
export async function registerNamespace(address: string, namespace: string): Promise<void> {
  // Loaded here for those who embed no engine and need neither.
  const { Connection, isGrpcServiceError } = await import('@temporalio/client');
  const { msToTs } = await import('@temporalio/common/lib/time.js');
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs('30 days'),
    });
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== alreadyExists) throw error;
  } finally {
    await connection.close();
  }
}
