package io.puypuy.server.inventory;

/**
 * A user of pattoo's own applications.
 *
 * @param username unique
 * @param password as {@link Passwords} keeps it; empty for one who cannot log in
 * @param role 0 for administrators, otherwise 1
 */
public record UserRow(
        int idx,
        String username,
        String firstName,
        String lastName,
        String password,
        int role,
        boolean passwordExpired,
        Marks marks)
        implements Row {
    /** Without the password. */
    @Override
    public String toString() {
        return "UserRow[" + idx + ", " + username + "]";
    }
}
