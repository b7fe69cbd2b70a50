package org.segloss.demo.data;

/** Data that are not on this machine and cannot be had; the message says why and what helps. */
public class DataUnavailableException extends RuntimeException {

    /**
     * Makes one.
     *
     * @param message why, and what helps
     * @param cause what went wrong, or null
     */
    public DataUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
