"""The builder of the site: pages, data and charts of one record, in three languages."""
