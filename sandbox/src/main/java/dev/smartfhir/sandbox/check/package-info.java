/** What must hold before the first server is started: Java, ports, disk space. */
package dev.smartfhir.sandbox.check;
