package io.puypuy.engine.status;

/**
 * What agents of pattoo have sent to the embedded store since the start, and what is on its way into it.
 *
 * @param address where they post to; empty if nobody listens there
 * @param fault why no document is taken, or the store takes nothing, at present; empty if all is well
 * @param documents answered 200
 * @param notUnderstood of these, documents of which nothing could be taken
 * @param refusedDocuments answered with something else
 * @param datapoints samples that are stored, or will be
 * @param refusedDatapoints samples of documents answered 200 that were left out
 * @param bytes of bodies, as they came
 * @param waitingDocuments read, and not durable yet
 * @param waitingDatapoints durable in the journal, and not in the store yet
 * @param journalBytes size of the journal's files
 */
public record IntakeStatus(
        String address,
        String fault,
        long documents,
        long notUnderstood,
        long refusedDocuments,
        long datapoints,
        long refusedDatapoints,
        long bytes,
        long waitingDocuments,
        long waitingDatapoints,
        long journalBytes) {}
