package io.puypuy.pattoo.settings;

import java.nio.file.Path;

/**
 * The folders that the process of a daemon needs; absolute.
 *
 * @param log for its log
 * @param system for its pid and lock files
 */
public record AgentFolders(Path log, Path system) {}
