/** What went wrong in other products, as their public trackers tell it, tried on these servers. */
package dev.smartfhir.endtoend.publicbugs;
