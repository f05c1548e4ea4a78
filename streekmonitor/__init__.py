"""What the pages, the exports and the ETL of Streekmonitor share."""
