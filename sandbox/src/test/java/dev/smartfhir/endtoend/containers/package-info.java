/** The two servers as containers of the images in {@code docker}, where there is a Docker engine. */
package dev.smartfhir.endtoend.containers;
