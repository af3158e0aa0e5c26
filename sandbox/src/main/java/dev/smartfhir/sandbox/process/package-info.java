/** A server as an operating system process: started, awaited, ended with all its children. */
package dev.smartfhir.sandbox.process;
