# A plan is void where the store no longer describes the dataset by the version that it had when the plan was made.
DELETE { GRAPH ?plan { ?staged <urn:sijill:staged-for> ?graph } }
INSERT { GRAPH ?plan { ?staged <urn:sijill:void-for> ?graph } }
WHERE {
  VALUES ?plan { } # @plan
  GRAPH ?plan {
    ?staged <urn:sijill:staged-for> ?graph .
    ?description <urn:sijill:described-by> ?version .
  }
  FILTER NOT EXISTS { GRAPH ?description { ?dataset <http://www.w3.org/ns/dcat#version> ?version } }
} ;
# Give every graph of a plan what is staged for it, in one operation; what is the same in both is not touched.
DELETE { GRAPH ?graph { ?s ?p ?o } }
INSERT { GRAPH ?graph { ?s2 ?p2 ?o2 } }
WHERE {
  {
    VALUES ?plan { } # @plan
    GRAPH ?plan { ?staged <urn:sijill:staged-for> ?graph }
    GRAPH ?graph { ?s ?p ?o }
    FILTER NOT EXISTS { GRAPH ?staged { ?s ?p ?o } }
  }
  UNION
  {
    VALUES ?plan { } # @plan
    GRAPH ?plan { ?staged <urn:sijill:staged-for> ?graph }
    GRAPH ?staged { ?s2 ?p2 ?o2 }
    FILTER NOT EXISTS { GRAPH ?graph { ?s2 ?p2 ?o2 } }
  }
}
